"""`t2s models` and official configurations as a user calls them."""

import importlib.metadata
import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from safetensors.torch import load_file

from text2sql.cli import main
from text2sql.models.checkpoints import load_base
from text2sql.models.generate import load_trained
from text2sql.run import Run, read_run

REFERENCE = Path(__file__).parents[3] / "shared" / "chatglm3"
LINE = {"conversations": [{"role": "user", "content": "多少?"}, {"role": "assistant", "content": "SELECT 1;"}]}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with conversation files as the demos want them, and the current one."""
    monkeypatch.chdir(tmp_path)
    for name in ("train.json", "dev.json"):
        (tmp_path / name).write_text("\n".join(json.dumps(LINE) for _ in range(4)), encoding="utf-8")
    return tmp_path


def trained(tiny_base: Path | str, out: str, *options: str) -> None:
    arguments = ["finetune", "--base", str(tiny_base), "--data", ".", "--max-steps", "2", "--out", out, *options]
    assert main(arguments) == 0


OFFICIAL = """
data_config: {train_file: train.json, val_file: dev.json, test_file: dev.json, num_proc: 16}
max_input_length: 256
max_output_length: 200
training_args:
  output_dir: ./output
  max_steps: 4
  learning_rate: 5e-5
  per_device_train_batch_size: 4
  dataloader_num_workers: 16
  remove_unused_columns: false
  save_strategy: steps
  save_steps: 2
  logging_steps: 10
  per_device_eval_batch_size: 16
  evaluation_strategy: steps
  eval_steps: 2
  predict_with_generate: true
  generation_config: {max_new_tokens: 512}
"""


@pytest.mark.parametrize(
    ("peft", "method"),
    [
        ("peft_config: {peft_type: LORA, task_type: CAUSAL_LM, r: 8, lora_alpha: 32, lora_dropout: 0.1}", "lora"),
        ("peft_config: {peft_type: PREFIX_TUNING, task_type: CAUSAL_LM, num_virtual_tokens: 8}", "ptuning-v2"),
        ("", "sft"),
    ],
)
def test_a_file_of_a_demos_kind_trains_evaluates_and_saves(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], peft: str, method: str
) -> None:
    (workspace / "official.yaml").write_text(OFFICIAL + peft)
    assert main(["finetune", "--config", "official.yaml", "--base", str(tiny_base), "--out", "run"]) == 0
    run = read_run(Path("run"))
    assert run.config.method == method
    assert run.result is not None
    assert run.result.steps == 4
    assert sorted(each.name for each in run.checkpoints.iterdir()) == ["checkpoint-2", "checkpoint-4"]
    assert "output_dir has no effect" in capsys.readouterr().err
    assert_answers(run)


def assert_answers(run: Run) -> None:
    loaded = load_trained(run.config.base, run.adapter)
    assert loaded.model(torch.tensor([[1, 2, 3]])).logits.isfinite().all()


@pytest.fixture(scope="session")
def original_base(tiny_original: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base in the original layout: the reference's where it is there, else one of our own making."""
    if not REFERENCE.is_dir():
        return tiny_original
    folder = tmp_path_factory.mktemp("reference")
    for file in (REFERENCE / "tiny").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    with_all_tokens(folder)
    return folder


# The settings of the six published files, none left out.
PUBLISHED = sorted((Path(__file__).parents[1] / "golden" / "official").glob("*.yaml"))
TURNS = {"messages": [{"role": "system", "content": "s", "tools": [{"name": "f"}]}, *LINE["conversations"]]}


@pytest.mark.parametrize("file", PUBLISHED, ids=lambda file: file.stem)
def test_the_published_settings_train_as_they_are(
    workspace: Path, original_base: Path, capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    for name in ("train.jsonl", "dev.jsonl"):
        (workspace / name).write_text("\n".join(json.dumps(TURNS) for _ in range(4)), encoding="utf-8")
    arguments = ["--base", str(original_base), "--data", ".", "--max-steps", "2", "--out", "run"]
    assert main(["finetune", "--config", str(file), *arguments]) == 0
    err = capsys.readouterr().err
    run = read_run(Path("run"))
    assert str(run.config.method).replace("-", "_") in file.stem
    assert run.result is not None
    assert run.result.steps == 2
    assert run.config.deepspeed is None
    # No file of DeepSpeed's is there, which one device does not need.
    assert ("deepspeed has no effect: one device trains" in err) == ("sft" in file.stem)
    assert ("token_dim has no effect: the base's is 32" in err) == (file.stem == "glm4-ptuning_v2")
    assert_answers(run)


def with_all_tokens(folder: Path) -> None:
    """The reference checkpoint has a small embedding and the full tokenizer: give it a row for every token."""
    from safetensors.torch import save_file

    config = json.loads((folder / "config.json").read_text()) | {"padded_vocab_size": 65024}
    (folder / "config.json").write_text(json.dumps(config))
    weights = load_file(folder / "model.safetensors")
    for name in ("transformer.embedding.word_embeddings.weight", "transformer.output_layer.weight"):
        weights[name] = weights[name].repeat(64, 1)[:65024].contiguous()
    save_file(weights, folder / "model.safetensors")


def test_a_run_is_exported_merged_and_as_an_adapter(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trained(tiny_base, "runs/one", "--learning-rate", "0.1")
    ids = torch.tensor([[5, 6, 7]])
    expected = load_trained(str(tiny_base), Path("runs/one/adapter")).model(ids).logits
    for layout in ("native", "original"):
        assert main(["models", "export", "--merged", "--layout", layout, "--out", f"merged-{layout}"]) == 0
        # Merged in float32, written as the base is: the nearest that it can hold.
        weights = load_base(f"./merged-{layout}", device="cpu").model
        whole = load_trained(str(tiny_base), Path("runs/one/adapter")).model.state_dict()
        assert all(torch.equal(each, whole[name].half().float()) for name, each in weights.state_dict().items())
        stored = load_file(f"merged-{layout}/model.safetensors")
        assert {each.dtype for each in stored.values()} == {torch.float16}
        torch.testing.assert_close(weights(ids).logits, expected, atol=2e-2, rtol=0)
        assert main(["models", "export", "runs/one", "--layout", layout, "--out", f"adapter-{layout}"]) == 0
        found = load_trained(str(tiny_base), Path(f"adapter-{layout}")).model(ids).logits
        torch.testing.assert_close(found, expected, atol=1e-5, rtol=0)
    assert "(lora of runs/one)" in capsys.readouterr().out
    told = json.loads(Path("adapter-original/adapter_config.json").read_text())
    assert "query_key_value" in told["target_modules"]


@pytest.mark.parametrize("layout", ["native", "original"])
def test_an_adapter_names_its_base_so_that_peft_opens_it_alone(
    workspace: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    from peft import AutoPeftModelForCausalLM

    assert main(["models", "convert", str(tiny_base), "--layout", layout, "--out", "base"]) == 0
    trained("./base", "runs/one", "--learning-rate", "0.1")
    adapters = [Path("runs/one/adapter"), Path("exported"), Path("exported-original")]
    assert main(["models", "export", "--out", "exported"]) == 0
    assert main(["models", "export", "--layout", "original", "--out", "exported-original"]) == 0
    for adapter in adapters:
        told = json.loads((adapter / "adapter_config.json").read_text())
        assert told["base_model_name_or_path"] == str(workspace.resolve() / "base")
        assert all("lora_" in name for name in load_file(adapter / "adapter_model.safetensors"))
    if layout == "original":
        return  # transformers does not open such a base itself
    ids = torch.tensor([[5, 6, 7]])
    expected = load_trained("./base", adapters[0], device="cpu").model(ids).logits
    plain = load_base("./base", device="cpu").model(ids).logits
    monkeypatch.chdir("runs")
    found = AutoPeftModelForCausalLM.from_pretrained("../exported", dtype=torch.float32)(ids).logits
    torch.testing.assert_close(found, expected, atol=1e-5, rtol=0)
    assert not torch.allclose(found, plain, atol=1e-3)


def test_a_prefix_is_exported_as_the_original_loads_it(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trained(tiny_base, "runs/one", "--method", "ptuning-v2")
    assert main(["models", "export", "--layout", "original", "--out", "original"]) == 0
    weights = torch.load("original/pytorch_model.bin", weights_only=True)
    assert list(weights) == ["transformer.prefix_encoder.embedding.weight"]
    told = json.loads(Path("original/config.json").read_text())
    assert told["pre_seq_len"] == len(weights["transformer.prefix_encoder.embedding.weight"]) == 32
    ids = torch.tensor([[5, 6, 7]])
    own, theirs = (
        load_trained(str(tiny_base), Path(name)).model(ids).logits for name in ("runs/one/adapter", "original")
    )
    assert torch.equal(own, theirs)
    assert main(["models", "export", "--merged", "--out", "merged"]) == 1
    assert "cannot be merged" in capsys.readouterr().err


def test_a_base_is_converted_there_and_back(workspace: Path, tiny_base: Path) -> None:
    assert main(["models", "convert", str(tiny_base), "--layout", "original", "--out", "original"]) == 0
    assert json.loads(Path("original/config.json").read_text())["model_type"] == "chatglm"
    assert main(["models", "convert", "./original", "--out", "native"]) == 0
    first, again = (load_base(name, device="cpu").model.state_dict() for name in (str(tiny_base), "./native"))
    assert all(torch.equal(first[name], again[name]) for name in first)
    # In the precision it was stored in, not in that of this machine's computing.
    stored = load_file(tiny_base / "model.safetensors")
    for folder in ("original", "native"):
        assert {each.dtype for each in load_file(f"{folder}/model.safetensors").values()} == {torch.float16}
    found = load_file("native/model.safetensors")
    assert all(torch.equal(found[name], each) for name, each in stored.items() if name in found)
    assert json.loads(Path("original/config.json").read_text())["torch_dtype"] == "float16"
    ends = json.loads(Path("native/generation_config.json").read_text())["eos_token_id"]
    assert ends == sorted(load_base("./native", device="cpu").tokenizer.stop_ids)


def test_the_original_layout_names_the_code_that_reads_it_and_leaves_what_another_names(
    workspace: Path, tiny_base: Path
) -> None:
    def maps(folder: str) -> list[dict[str, object]]:
        files = ("config.json", "tokenizer_config.json")
        return [json.loads((workspace / folder / each).read_text())["auto_map"] for each in files]

    assert main(["models", "convert", str(tiny_base), "--layout", "original", "--out", "original"]) == 0
    model, tokenizer = maps("original")
    assert model["AutoConfig"] == "zai-org/chatglm3-6b--configuration_chatglm.ChatGLMConfig"
    assert model["AutoModel"] == "zai-org/chatglm3-6b--modeling_chatglm.ChatGLMForConditionalGeneration"
    assert tokenizer == {"AutoTokenizer": ["zai-org/chatglm3-6b--tokenization_chatglm.ChatGLMTokenizer", None]}
    for file, own in (("config.json", {"AutoConfig": "mine.Config"}), ("tokenizer_config.json", {"AutoTokenizer": 1})):
        told = json.loads(Path("original", file).read_text())
        Path("original", file).write_text(json.dumps(told | {"auto_map": own}))
    assert main(["models", "convert", "./original", "--layout", "original", "--out", "again"]) == 0
    assert maps("again") == [{"AutoConfig": "mine.Config"}, {"AutoTokenizer": 1}]
    assert main(["models", "convert", "./original", "--out", "native"]) == 0
    assert "auto_map" not in Path("native/config.json").read_text()


def test_mistakes_are_named(workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "convert", str(tiny_base), "--out", "."]) == 1
    assert "already there and not empty" in capsys.readouterr().err
    assert main(["models", "export", "--out", "x"]) == 1
    assert "no run yet" in capsys.readouterr().err
    assert main(["models", "export", "--merged", "--adapter", "--out", "x"]) == 2
    trained(tiny_base, "runs/full", "--method", "sft")
    assert main(["models", "export", "--out", "x"]) == 1
    assert "there is no adapter" in capsys.readouterr().err


def test_the_list_tells_what_is_here(workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "list"]) == 0
    out = capsys.readouterr().out
    assert "chatglm3-mini" in out
    assert "no runs" in out
    trained(tiny_base, "runs/one")
    capsys.readouterr()
    assert main(["models", "list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert next(each for each in told["bases"] if each["name"] == "chatglm3-mini")["here"]
    originals = {each["name"] for each in told["bases"] if "original layout" in each["about"]}
    assert originals >= {"zai-org/chatglm3-6b", "zai-org/chatglm3-6b-base", "zai-org/glm-4-9b", "zai-org/glm-4-9b-chat"}
    assert "zai-org/glm-4-9b-chat-hf" not in originals
    assert told["runs"] == [
        {"path": "runs/one", "method": "lora", "base": str(tiny_base), "parameters": told["runs"][0]["parameters"]}
    ]


def test_a_dry_run_tells_and_leaves_nothing(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["finetune", "--base", str(tiny_base), "--data", ".", "--dry-run"]
    assert main(arguments) == 0
    out = capsys.readouterr().out
    for word in ("trains", "steps    2", "answers", "refuses  0", "memory", "nothing was trained"):
        assert word in out
    assert not Path("runs").exists()
    assert main([*arguments, "--json", "--method", "sft"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["trained"] == told["parameters"]
    assert (told["examples"], told["too_long"]) == (4, 0)
    assert main([*arguments, "--resume"]) == 2


@pytest.mark.parametrize("method", ["lora", "qlora", "ptuning-v2", "prompt", "sft"])
def test_a_rehearsal_does_all_of_it_and_leaves_nothing(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], method: str
) -> None:
    if method == "qlora":
        pytest.importorskip("bitsandbytes")
    arguments = ["finetune", "--base", str(tiny_base), "--data", ".", "--rehearse", "--method", method]
    before = sorted(workspace.iterdir())
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    steps = [line.partition(" (")[0] for line in err.splitlines()]
    assert steps[-4:] == [
        "made a step, evaluated, saved",
        "resuming from checkpoint-1",
        "resumed, made a second step",
        "loaded it and answered",
    ]
    # What a training begins with.
    for beginning, line in zip(("data   .: ", f"base   {tiny_base}", f"method {method}"), steps, strict=False):
        assert line.startswith(beginning)
    assert "nothing of it is kept" in out
    assert sorted(workspace.iterdir()) == before


class TestDoctor:
    def test_a_machine_that_is_ready(
        self, workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["doctor", "--base", str(tiny_base), "--method", "ptuning-v2"]) == 0
        out = capsys.readouterr().out
        for word in ("✓ torch", "✓ device", "✓ base", "GlmForCausalLM", "✓ memory", "✓ disk", "ready"):
            assert word in out

    def test_json(self, workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["doctor", "--base", str(tiny_base), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert {each["name"] for each in told} >= {"python", "torch", "peft", "device", "base", "memory", "disk"}
        assert all(each["ok"] for each in told)

    @pytest.mark.parametrize(
        ("missing", "word"),
        [
            ("model.safetensors", "no weights"),
            ("tokenizer.model", "no tokenizer"),
            ("config.json", "config.json is missing"),
        ],
    )
    def test_a_base_that_lacks_a_file(
        self, workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], missing: str, word: str
    ) -> None:
        (workspace / "base").mkdir()
        for file in tiny_base.iterdir():
            if file.name != missing:
                (workspace / "base" / file.name).write_bytes(file.read_bytes())
        assert main(["doctor", "--base", "./base"]) == 1
        out, err = capsys.readouterr()
        assert "✗ base" in out
        assert word in out
        assert "not ready: base" in err

    def test_a_library_that_is_missing_or_too_old(
        self, workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = importlib.metadata.version

        def version(name: str) -> str:
            if name == "peft":
                return "0.1"
            if name == "accelerate":
                raise importlib.metadata.PackageNotFoundError(name)
            return real(name)

        monkeypatch.setattr(importlib.metadata, "version", version)
        assert main(["doctor", "--base", str(tiny_base)]) == 1
        out = capsys.readouterr().out
        assert "pip install --upgrade 'peft>=" in out
        assert "pip install 'accelerate>=" in out
        assert "device" not in out

    def test_a_machine_that_is_too_small(
        self, workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from text2sql.models import doctor

        monkeypatch.setattr(doctor, "_free_memory", lambda: 1000)
        monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))
        assert main(["doctor", "--base", str(tiny_base), "--method", "sft"]) == 1
        out = capsys.readouterr().out
        assert "✗ memory" in out
        assert "--method lora" in out
        assert "✗ disk" in out

    def test_a_tokenizer_with_more_tokens_than_the_model(
        self, workspace: Path, tiny_original: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = workspace / "base"
        shutil.copytree(tiny_original, folder)
        told = json.loads((folder / "config.json").read_text())
        (folder / "config.json").write_text(json.dumps(told | {"padded_vocab_size": 300}))
        assert main(["doctor", "--base", "./base"]) == 1
        assert "tokens, the model only 300" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("config", "devices", "word"),
        [
            ({"method": "sft", "deepspeed": "zero.json"}, 2, "pip install deepspeed"),
            ({"method": "sft", "deepspeed": "nowhere.json"}, 2, "no such DeepSpeed configuration"),
            ({"method": "sft", "deepspeed": "zero.json"}, 1, "add --devices 4"),
            ({"batch_size": 1}, 2, "cannot be shared by 2 devices"),
            ({"lora_targets": ["nothing"]}, 1, "no linear layer is called 'nothing'"),
        ],
    )
    def test_a_configuration_that_finetune_would_refuse(
        self,
        workspace: Path,
        tiny_base: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        config: dict[str, object],
        devices: int,
        word: str,
    ) -> None:
        monkeypatch.setattr("text2sql.models.zero.importlib.util.find_spec", lambda name: None)
        (workspace / "zero.json").write_text('{"zero_optimization": {"stage": 2}}')
        (workspace / "mine.yaml").write_text(json.dumps(config))
        arguments = ["doctor", "--base", str(tiny_base), "--config", "mine.yaml", "--devices", str(devices)]
        assert main(arguments) == 1
        out, err = capsys.readouterr()
        assert word in out
        assert "not ready: config" in err

    def test_the_gpus_the_disk_and_the_sizes_are_those_of_the_training(
        self, workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import torch

        def disk(*more: str) -> str:
            assert main(["doctor", "--base", str(tiny_base), "--json", *more]) == 0
            told = json.loads(capsys.readouterr().out)
            return next(each["found"] for each in told if each["name"] == "disk")

        (workspace / "large.toml").write_text("lora_rank = 512\n")
        elsewhere = disk("--config", "large.toml", "--out", "elsewhere/run")
        assert elsewhere.endswith(str(workspace.resolve()))  # what is there of elsewhere
        assert elsewhere.partition(" for")[0] != disk().partition(" for")[0]
        monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
        monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
        monkeypatch.setattr(torch.cuda, "mem_get_info", lambda: (10**9, 10**9))
        assert main(["doctor", "--base", str(tiny_base), "--devices", "4"]) == 1
        assert "2 GPUs for --devices 4" in capsys.readouterr().out
