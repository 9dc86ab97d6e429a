"""chatglm3-mini, the base that ships: its tokenizer, its network, its pretraining and its export."""
