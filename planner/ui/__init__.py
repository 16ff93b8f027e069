"""The dashboard, the only room that imports streamlit."""
