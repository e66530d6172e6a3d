"""The only read access at run time: one release, cut to one audience."""
