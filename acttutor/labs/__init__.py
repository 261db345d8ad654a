"""The labs, one folder each; `registry` knows them all, and none knows another."""
