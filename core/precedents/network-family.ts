import { squeezed } from "./squeezed.ts";

/** Names that families of networks go by, in squeezed form. */
const stems =
  /(yolo|mobilenet|resnet|resnest|densenet|inception|vgg|unet|ssd|swin|vit|alexnet|fasterrcnn|lstm|gru|mlp|gan)(v?\d+)?/g;

export interface NetworkFamily {
  /** `mobilenet`. */
  readonly stem: string;
  /** `mobilenetv2`: the stem with its version or its depth, where the name has one. */
  readonly member: string;
}

/** The families in a network's name: `SSD MobilenetV2` is of two. Empty for names of no known one. */
export function networkFamilies(name: string): readonly NetworkFamily[] {
  return [...squeezed(name).matchAll(stems)].map(([member, stem = ""]) => ({ stem, member }));
}

/** 0: no family in common; 1: a family; 2: its version or its depth too. */
export function kinship(a: string, b: string): 0 | 1 | 2 {
  const [first, second] = [networkFamilies(a), networkFamilies(b)];
  const shares = (key: keyof NetworkFamily) =>
    first.some((it) => second.some((other) => other[key] === it[key]));
  if (shares("member")) return 2;
  return shares("stem") ? 1 : 0;
}
