"""An empty app: one selectbox, one text. What Streamlit itself takes for a change."""

import streamlit as st

choice = st.selectbox("Indikator", [f"Synthetischer Anteil {number:02}" for number in range(1, 5)])
st.text(f"Gewählt: {choice}")
