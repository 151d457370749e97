"""How the solver is loaded."""

from __future__ import annotations

import subprocess
import sys

LOAD = """
import sys
from planner.generator.cp_sat import cp_model
library = cp_model()
assert "pandas" not in sys.modules
import pandas
assert pandas.Series([1, 2]).sum() == 3
model = library.CpModel()
number = model.new_int_var(0, 9, "number")
model.add(number * 3 <= 20)
model.maximize(number)
solver = library.CpSolver()
assert solver.solve(model) == library.OPTIMAL
assert solver.value(number) == 6
"""


def test_the_solver_loads_without_pandas_and_leaves_it_to_others() -> None:
    subprocess.run([sys.executable, "-c", LOAD], check=True)


def test_the_solver_takes_pandas_as_it_is_where_it_is_loaded_already() -> None:
    subprocess.run(
        [sys.executable, "-c", "import pandas\n" + LOAD.replace('assert "pandas" not in', 'assert "pandas" in')],
        check=True,
    )
