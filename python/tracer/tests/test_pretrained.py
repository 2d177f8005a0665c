"""Models that scripts take from a hub: made by name under a known configuration, without weights and without a network."""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from test_driver_models import HEAD, Requests  # noqa: E402

from edgewise_tracer.pretrained import known, processors  # noqa: E402

# The parts of transformers that ask the hub, as small as they can be.
CONFIGURATION = """\
    class PretrainedConfig:
        model_type = ""
        def __init__(self, **kwargs):
            for key, value in kwargs.items():
                setattr(self, key, value)
        def to_dict(self):
            return dict(vars(self))
        @classmethod
        def get_config_dict(cls, pretrained_model_name_or_path, **kwargs):
            raise OSError("no network")
        @classmethod
        def from_pretrained(cls, name, return_unused_kwargs=False, **kwargs):
            values, rest = cls.get_config_dict(name, **kwargs)
            values.update({key: rest.pop(key) for key in list(rest) if key in ("hidden_size", "num_labels")})
            config = cls(**values)
            return (config, rest) if return_unused_kwargs else config
    class BertConfig(PretrainedConfig):
        model_type = "bert"
        def __init__(self, vocab_size=30522, hidden_size=768, num_labels=2, **kwargs):
            super().__init__(vocab_size=vocab_size, hidden_size=hidden_size, num_labels=num_labels, **kwargs)
    """
MODELING = """\
    import torch.nn as nn
    from .configuration_utils import BertConfig
    class PreTrainedModel(nn.Module):
        config_class = BertConfig
        def __init__(self, config):
            super().__init__()
            self.config = config
        @classmethod
        def from_pretrained(cls, pretrained_model_name_or_path, *args, **kwargs):
            raise OSError("no network")
    class BertModel(PreTrainedModel):
        def __init__(self, config, add_pooling_layer=True):
            super().__init__(config)
            self.embedding = nn.Embedding(config.vocab_size, 4)
            self.head = nn.Linear(4, config.num_labels) if add_pooling_layer else None
        def forward(self, input_ids):
            found = self.embedding(input_ids)
            return self.head(found) if self.head is not None else found
    """
TOKENS = """\
    class PreTrainedTokenizerBase:
        @classmethod
        def from_pretrained(cls, pretrained_model_name_or_path, *args, **kwargs):
            raise OSError("no network")
    class BertTokenizer(PreTrainedTokenizerBase):
        pass
    """


class FromPretrained(Requests):
    def package(self):
        files = {
            "__init__": "from .configuration_utils import BertConfig\nfrom .modeling_utils import BertModel\n"
            "from .tokenization_utils_base import BertTokenizer\n",
            "configuration_utils": CONFIGURATION,
            "modeling_utils": MODELING,
            "tokenization_utils_base": TOKENS,
        }
        for name, text in files.items():
            self.write(f"packages/transformers/{name}.py", text)
        self.addCleanup(self.forget)
        return [os.path.join(self.folder, "packages")]

    def forget(self):
        for name in [it for it in sys.modules if it.partition(".")[0] == "transformers"]:
            del sys.modules[name]

    def script(self, text):
        path = self.write("ws/net.py", HEAD + text)
        return self.ask(path, roots=[os.path.dirname(path)], searchPath=self.package())

    def model(self, answer):
        self.assertIsNone(answer["error"])
        self.assertIsNone(answer["models"][0]["error"])
        return answer["models"][0]

    def notes(self, answer):
        found = [*answer["notes"], *(it for model in answer["models"] for it in model["notes"])]
        return [(it["kind"], it["level"], it["message"]) for it in found]

    def test_a_known_name_has_its_configuration(self):
        answer = self.script(
            "from transformers import BertModel\nmodel = BertModel.from_pretrained('google/bert-base-cased', num_labels=3)\n"
        )
        # The published vocabulary of that checkpoint, and not the default of the class.
        self.assertEqual(self.parameters(self.model(answer)), 28996 * 4 + 4 * 3 + 3)
        self.assertIn("weights-not-read", [kind for kind, _, _ in self.notes(answer)])
        self.assertNotIn("error", [level for _, level, _ in self.notes(answer)])

    def test_an_unknown_name_has_the_defaults_and_says_so(self):
        answer = self.script(
            "from transformers import BertModel\nmodel = BertModel.from_pretrained('acme/secret', add_pooling_layer=False)\n"
        )
        self.assertEqual(self.parameters(self.model(answer)), 30522 * 4)
        self.assertIn(
            ("assumed-input", "error", "the configuration of acme/secret is not here; the defaults of bert are taken"),
            self.notes(answer),
        )

    def test_half_precision_is_taken_over(self):
        answer = self.script(
            "from transformers import BertModel\n"
            "model = BertModel.from_pretrained('bert-base-uncased', torch_dtype=torch.float16, device_map='auto')\n"
        )
        model = self.model(answer)
        kinds = {model["tensors"][it["tensor"]][0] for it in model["constants"] if it["role"] == "parameter"}
        self.assertEqual(kinds, {"float16"})

    def test_a_tokenizer_gives_a_token_for_each_word(self):
        answer = self.script(
            "from transformers import BertModel, BertTokenizer\n"
            "tokenizer = BertTokenizer.from_pretrained('bert-base-uncased')\n"
            "inputs = tokenizer('Hello, my dog is cute', return_tensors='pt')\n"
            "assert inputs.input_ids.shape == (1, 8) and inputs['attention_mask'].shape == (1, 8)\n"
            "padded = tokenizer(['a', 'b'], padding='max_length', max_length=16, return_tensors='pt')\n"
            "assert padded['input_ids'].shape == (2, 16)\n"
            "model = BertModel.from_pretrained('bert-base-uncased')\n"
        )
        self.model(answer)


class Facts(unittest.TestCase):
    def test_parts_of_a_model_read_the_configuration_of_the_whole(self):
        found, is_known = known.configuration("openai/clip-vit-base-patch16", "clip_vision_model")
        self.assertTrue(is_known)
        self.assertEqual((found["model_type"], found["vision_config"]["patch_size"]), ("clip", 16))

    def test_a_name_of_another_type_is_not_known(self):
        self.assertEqual(known.configuration("gpt2", "bert"), ({"model_type": "bert"}, False))

    def test_sizes_of_pictures_and_kinds_of_sound_by_the_name(self):
        self.assertEqual((known.side("google/vit-base-patch16-384"), known.side("resnet-50")), (384, 224))
        self.assertEqual(known.sound("openai/whisper-tiny"), "input_features")
        made = processors.Processor("google/vit-base-patch16-384")(images=object(), return_tensors="pt")
        self.assertEqual(tuple(made.pixel_values.shape), (1, 3, 384, 384))


if __name__ == "__main__":
    unittest.main()
