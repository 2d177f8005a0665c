"""What arguments of well-known names usually are. Such a value is an assumption, and the answer says so."""

from __future__ import annotations

from typing import Any

# Names of constructor arguments, compared in lower case and without underscores.
_VALUES: dict[str, Any] = {
    "numclasses": 1000,
    "nclasses": 1000,
    "nclass": 1000,
    "numclass": 1000,
    "classnum": 1000,
    "classes": 1000,
    "numlabels": 1000,
    "outputclasses": 1000,
    "inchannels": 3,
    "inchannel": 3,
    "inchans": 3,
    "inch": 3,
    "inputchannels": 3,
    "inputchannel": 3,
    "nchannels": 3,
    "numchannels": 3,
    "channels": 3,
    "imgchannels": 3,
    "imagechannels": 3,
    "nchannelsin": 3,
    "imagesize": 224,
    "imgsize": 224,
    "inputsize": 224,
    "inputresolution": 224,
    "patchsize": 16,
    "dim": 512,
    "embeddim": 512,
    "embedsize": 512,
    "embdim": 512,
    "dmodel": 512,
    "hiddendim": 512,
    "hiddensize": 512,
    "nembd": 768,
    "depth": 6,
    "numlayers": 6,
    "nlayers": 6,
    "nlayer": 12,
    "heads": 8,
    "numheads": 8,
    "nheads": 8,
    "nhead": 8,
    "dimhead": 64,
    "mlpdim": 2048,
    "dff": 2048,
    "ffdim": 2048,
    "dimfeedforward": 2048,
    "vocabsize": 32000,
    "nvocab": 32000,
    "ntoken": 32000,
    "ntokens": 32000,
    "numtokens": 32000,
    "srcvocabsize": 32000,
    "tgtvocabsize": 32000,
    "nsrcvocab": 32000,
    "ntrgvocab": 32000,
    "ntgtvocab": 32000,
    "srcvocab": 32000,
    "tgtvocab": 32000,
    "trgvocabsize": 32000,
    "srcpadidx": 0,
    "trgpadidx": 0,
    "tgtpadidx": 0,
    "padidx": 0,
    "blocksize": 1024,
    "maxseqlen": 1024,
    "maxlen": 1024,
    "maxlength": 1024,
    "seqlen": 1024,
    "sequencelength": 1024,
    "contextlength": 1024,
    "maxpositionembeddings": 1024,
    "dropout": 0.0,
    "droprate": 0.0,
    "dropouts": 0.0,
    "bias": True,
    "pretrained": False,
    "istrain": False,
    "istraining": False,
    "device": "cpu",
    "nmels": 80,
    "naudioctx": 1500,
    "naudiostate": 384,
    "naudiohead": 6,
    "naudiolayer": 4,
    "ntextctx": 448,
    "ntextstate": 384,
    "ntexthead": 6,
    "ntextlayer": 4,
    "widthmult": 1.0,
    "widthmultiplier": 1.0,
    "growthrate": 32,
    # CLIP
    "imageresolution": 224,
    "visionlayers": 12,
    "visionwidth": 768,
    "visionpatchsize": 32,
    "transformerwidth": 512,
    "transformerheads": 8,
    "transformerlayers": 12,
    # U-Nets of diffusion
    "modelchannels": 128,
    "numresblocks": 2,
    "attentionresolutions": (2, 4),
    # Separation of sources
    "sources": ("drums", "bass", "other", "vocals"),
}
# Arguments that hold a whole configuration.
CONFIGS = frozenset(
    """config cfg conf args arg hparams hps opt opts options params param modelargs modelconfig configs
    dims settings""".split()
)
# Arguments that hold the path of a configuration file.
PATHS = frozenset(
    "cfg config yaml yamlfile yamlpath cfgpath configpath configfile modelcfg path cfgfile".split()
)


# Names that say how wide something is: any block has them, so one of them alone says nothing.
WIDTHS = frozenset(
    "dim embeddim embedsize embdim dmodel hiddendim hiddensize channels heads numheads".split()
)


def plain(name: str) -> str:
    return name.replace("_", "").lower()


def value_of(name: str, annotation: Any = None) -> tuple[bool, Any]:
    """(whether it is known, the value); an annotated truth value is false, an optional one None."""
    found = _VALUES.get(plain(name))
    if found is not None:
        if annotation is bool and not isinstance(found, bool):
            return True, False
        return True, found
    if annotation in (bool, "bool"):
        return True, False
    return False, None
