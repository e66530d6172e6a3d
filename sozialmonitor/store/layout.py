"""Where things lie inside the folder of releases; the build writes it, the store reads it.

releases/current.json                 pointer to the published release
releases/<id>/<audience>/manifest.json
releases/<id>/<audience>/geometry/…   TopoJSON, named by content, precompressed
releases/<id>/<audience>/<monitor>/catalogue.json, values/<geography>.parquet, areas/<geography>.parquet
"""

FORMAT_VERSION = 2
POINTER = "current.json"
MANIFEST = "manifest.json"
GEOMETRY_FOLDER = "geometry"
