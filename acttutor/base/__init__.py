"""What every floor stands on: settings, the store, texts, assets and errors. Standard library only."""
