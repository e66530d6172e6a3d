"""Where things lie inside the folder of releases; the build writes it, the store reads it.

releases/.lock                         held by the one build that is running
releases/current.json                  pointer to the published release, and what was published before it
releases/<id>/<audience>/audiences.json   audience → SHA-256 of its manifest; <id> is the hash of this file
releases/<id>/<audience>/manifest.json    every other file of the audience with its SHA-256 and its size
releases/<id>/<audience>/geometry/…       TopoJSON, named by content, precompressed
releases/<id>/<audience>/<monitor>/catalogue.json, values/<geography>.parquet, areas/<geography>.parquet
"""

FORMAT_VERSION = 3
LOCK = ".lock"
POINTER = "current.json"
AUDIENCES = "audiences.json"
MANIFEST = "manifest.json"
GEOMETRY_FOLDER = "geometry"
LEVELS = ("coarse", "fine")
"""Levels of detail in which the boundaries of a geography are kept."""
ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""Encodings in which boundaries lie ready, best first, and how their files end."""

UNFINISHED, NEW_POINTER = ".unfinished-", ".pointer-"
"""How names begin that are not yet what they will be. Without a running build they are leftovers of a dead one."""
