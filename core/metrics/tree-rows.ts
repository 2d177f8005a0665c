/** A branch of a tree of names, as a checkpoint or its report has it. */
export interface NamedBranch<Branch> {
  readonly name: string;
  readonly tensors: number;
  readonly children: readonly Branch[];
}

export interface TreeRow<Branch> {
  readonly branch: Branch;
  /** `bn.weight` where a branch with one thing in it stands on one line with that. */
  readonly name: string;
  readonly path: string;
  /** 0 for the topmost. */
  readonly depth: number;
}

/** The rows of a tree, each branch before what is in it; the root has none. `isTensor`: a tensor has this very name. */
export function treeRows<Branch extends NamedBranch<Branch>>(
  root: Branch,
  isTensor: (path: string) => boolean,
): readonly TreeRow<Branch>[] {
  const rows: TreeRow<Branch>[] = [];
  const walk = (branch: Branch, name: string, { prefix, depth }: { prefix: string; depth: number }): void => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const [only] = branch.children;
    if (only && branch.children.length === 1 && only.tensors === branch.tensors && !isTensor(path))
      return walk(only, `${name}.${only.name}`, { prefix, depth });
    rows.push({ branch, name, path, depth });
    for (const it of branch.children) walk(it, it.name, { prefix: path, depth: depth + 1 });
  };
  for (const it of root.children) walk(it, it.name, { prefix: "", depth: 0 });
  return rows;
}
