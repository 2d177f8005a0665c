// Paths as traced Python sees them. Only Windows needs any change: `C:\nets\a.py` is `/C:/nets/a.py` inside.

export function toSandboxPath(path: string, platform = process.platform): string {
  if (platform !== "win32") return path;
  const slashes = path.replaceAll("\\", "/");
  return slashes.startsWith("//") ? `/UNC${slashes.slice(1)}` : `/${slashes}`;
}

export function fromSandboxPath(path: string, platform = process.platform): string {
  if (platform !== "win32") return path;
  const isShare = path.startsWith("/UNC/");
  return (isShare ? `/${path.slice("/UNC".length)}` : path.slice(1)).replaceAll("/", "\\");
}
