package io.hindsight.command.seal;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The way from one leaf of a Merkle tree to its root (RFC 6962, 2.1.1). */
final class MerklePath {
  private MerklePath() {}

  /** The hashes beside it, from the leaf's neighbour upwards, in hex. */
  static List<String> of(List<byte[]> leaves, int index) {
    List<String> path = new ArrayList<>();
    collect(new Hashes(), leaves, index, path);
    return path;
  }

  private static void collect(Hashes hashes, List<byte[]> leaves, int index, List<String> path) {
    if (leaves.size() == 1) {
      return;
    }
    int left = Hashes.leftOf(leaves.size());
    List<byte[]> lower = leaves.subList(0, left);
    List<byte[]> upper = leaves.subList(left, leaves.size());
    if (index < left) {
      collect(hashes, lower, index, path);
      path.add(HexFormat.of().formatHex(hashes.root(upper)));
    } else {
      collect(hashes, upper, index - left, path);
      path.add(HexFormat.of().formatHex(hashes.root(lower)));
    }
  }

  /**
   * The root that a leaf and its path lead to, in hex.
   *
   * @param leaves how many the tree has
   * @throws IllegalArgumentException where the path has another length than such a tree's
   */
  static String root(byte[] leaf, int index, int leaves, List<String> path) {
    if (index < 0 || index >= leaves) {
      throw new IllegalArgumentException("a tree of " + leaves + " leaves has no leaf " + index);
    }
    return HexFormat.of().formatHex(climb(new Hashes(), leaf, index, leaves, path));
  }

  private static byte[] climb(
      Hashes hashes, byte[] leaf, int index, int leaves, List<String> path) {
    if (leaves == 1) {
      if (!path.isEmpty()) {
        throw new IllegalArgumentException("the path is too long");
      }
      return leaf;
    }
    if (path.isEmpty()) {
      throw new IllegalArgumentException("the path is too short");
    }
    int left = Hashes.leftOf(leaves);
    List<String> below = path.subList(0, path.size() - 1);
    byte[] beside = HexFormat.of().parseHex(path.getLast());
    return index < left
        ? hashes.node(climb(hashes, leaf, index, left, below), beside)
        : hashes.node(beside, climb(hashes, leaf, index - left, leaves - left, below));
  }
}
