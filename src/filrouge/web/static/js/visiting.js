// Links that are followed without leaving the page.

/** An ordinary click: not one that opens a tab or a window, which stays the browser's. */
export function plain(event) {
  return !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0;
}

/** The page at that address, parsed. Throws when it is not there, so that the caller follows the link instead. */
export async function pageAt(address, signal) {
  const response = await fetch(address, { headers: { Accept: "text/html" }, signal });
  if (!response.ok) {
    throw new Error(`${response.status} at ${address}`);
  }
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
