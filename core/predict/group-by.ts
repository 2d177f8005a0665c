export function groupBy<T>(values: Iterable<T>, key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const it of values) {
    const name = key(it);
    const group = groups.get(name);
    if (group) group.push(it);
    else groups.set(name, [it]);
  }
  return groups;
}
