"""Parts with axes: charts of lines and bars, what is drawn in them, and the names beside."""
