// Text nodes in pieces. A button inside of a text cuts its node: the page's own node stays the first piece, the others
// are ours. A framework that keeps its node and gives it a new text finds it where it left it; our pieces then go.

/** What is selected, put right when a text moves from one node into another. @param {Text} from @param {Text} to */
function moveSelection(from, to) {
  const selection = getSelection();
  const { anchorNode, focusNode } = selection ?? {};
  if (!selection || (anchorNode !== from && focusNode !== from)) return () => undefined;
  const { anchorOffset, focusOffset } = selection;
  const before = to.length;
  const place = (/** @type {Node | null | undefined} */ node, /** @type {number} */ offset) =>
    /** @type {[Node, number]} */ (node === from ? [to, before + offset] : [node, offset]);
  return () => selection.setBaseAndExtent(...place(anchorNode, anchorOffset), ...place(focusNode, focusOffset));
}

export class Pieces {
  /** The pieces behind a text node of the page, in order. @type {WeakMap<Text, Text[]>} */
  #tails = new WeakMap();
  /** @type {WeakMap<Text, Text>} */
  #hosts = new WeakMap();

  /** The page's node that a piece is of; itself when it is the page's. @param {Text} node */
  hostOf(node) {
    return this.#hosts.get(node) ?? node;
  }

  /** @param {Node} node */
  isOurs(node) {
    return node instanceof Text && this.#hosts.has(node);
  }

  /** Of a node of the page, itself first. @param {Text} host */
  of(host) {
    return [host, ...this.#tails.get(host) ?? []];
  }

  /**
   * Cuts a node or piece at each offset.
   * @param {Text} node
   * @param {number[]} offsets ascending, inside of the text
   * @returns {Text[]} `node` first
   */
  cut(node, offsets) {
    const made = halves(node, offsets, 0);
    const tails = made.slice(1);
    if (tails.length === 0) return made;
    const host = this.hostOf(node);
    const all = this.#tails.get(host) ?? [];
    all.splice(all.indexOf(node) + 1, 0, ...tails); // the host itself is at -1
    this.#tails.set(host, all);
    for (const tail of tails) this.#hosts.set(tail, host);
    return made;
  }

  /**
   * Joins a piece with the next one, when nothing stands between them any more.
   * @param {Text} piece
   * @returns {{next: Text, before: number} | undefined} the piece that is gone, and the length in front of its text
   */
  join(piece) {
    const all = this.of(this.hostOf(piece));
    const next = all[all.indexOf(piece) + 1];
    if (!next || next !== piece.nextSibling) return undefined;
    const before = piece.length;
    const select = moveSelection(next, piece);
    piece.appendData(next.data);
    select();
    next.remove();
    this.forget(next);
    return { next, before };
  }

  /** A piece is not ours any more. @param {Text} tail */
  forget(tail) {
    const all = this.#tails.get(this.hostOf(tail));
    all?.splice(all.indexOf(tail), 1);
    this.#hosts.delete(tail);
  }
}

/**
 * By halving: what is cut off is copied, and a text may have thousands of places.
 * @param {Text} node
 * @param {number[]} offsets
 * @param {number} before what of the offsets is in front of the node
 * @returns {Text[]}
 */
function halves(node, offsets, before) {
  if (offsets.length === 0) return [node];
  const middle = offsets.length >> 1;
  const tail = node.splitText(offsets[middle] - before);
  return [...halves(node, offsets.slice(0, middle), before),
    ...halves(tail, offsets.slice(middle + 1), offsets[middle])];
}
