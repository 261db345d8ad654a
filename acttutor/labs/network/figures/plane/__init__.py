"""The plane of the data: decision map, points, surface, and what is put or drawn there."""
