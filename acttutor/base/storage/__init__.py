"""How things come from a disk and get there whole: readers with limits, atomic writing, records."""
