export function buildTracerAssets(
  folder: string,
  options?: { readonly isProduction?: boolean; readonly python?: string },
): Promise<void>;
