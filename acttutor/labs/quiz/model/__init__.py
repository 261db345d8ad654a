"""Questions, answers, exams, and which question comes next, without Matplotlib."""
