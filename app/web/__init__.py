"""The door: pages, the JSON API and the websocket. Authorisation is membership, looked up here."""
