"""Pure computations: arrays and frames in, arrays and frames out; no files, no texts, no user interface."""
