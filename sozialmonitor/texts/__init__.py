"""German texts, number and date formats; no Streamlit."""
