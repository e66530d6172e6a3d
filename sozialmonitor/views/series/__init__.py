"""Values over time: areas, indicators, all areas."""
