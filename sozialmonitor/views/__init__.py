"""One function per page: store and selection in, everything the page shows out; computed, not drawn."""
