package io.hindsight.scoring.linear;

/** How much fits into one array. */
public final class Room {
  private Room() {}

  /**
   * The length of an array of {@code rows × width}.
   *
   * @param setting what makes rows as wide
   * @throws IllegalArgumentException if no array can be as long
   */
  public static int of(int rows, int width, String setting) {
    long length = (long) rows * width;
    // Some virtual machines keep a few places to themselves.
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d rows of %d numbers do not fit into one array: take fewer %s"
              .formatted(rows, width, setting));
    }
    return (int) length;
  }
}
