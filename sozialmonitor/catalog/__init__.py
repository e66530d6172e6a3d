"""From YAML to domain objects; collects all defects of a catalogue at once."""
