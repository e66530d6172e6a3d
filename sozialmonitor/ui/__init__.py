"""Everything Streamlit: server, cache wiring, context, widgets, error display."""
