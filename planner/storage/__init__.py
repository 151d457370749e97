"""The only SQL of the program: rows, repositories, the unit of work, the engine and the migrations."""
