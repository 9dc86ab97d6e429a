"""The torch side: checkpoints, tokenizer, fine-tuning, generation. Nothing below imports it."""
