"""What the district writes: workbooks issued, answers, reminders, decisions."""
