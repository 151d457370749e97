"""Files that people and other programs give us and get from us: profile, week, diary, calendar, text, their schemas."""
