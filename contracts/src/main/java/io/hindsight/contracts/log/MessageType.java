package io.hindsight.contracts.log;

/**
 * The stable name of a stored type. The log outlives the code, so what is stored is never a Java
 * class name.
 *
 * @param name the logical name, such as {@code catalog.ItemListed}
 * @param revision from 1; a stored older revision is upcast on read
 * @param javaClass today's class for it
 */
public record MessageType(String name, int revision, Class<?> javaClass) {
  public MessageType {
    if (!name.matches("[a-z]+\\.[A-Z][A-Za-z]+")) {
      throw new IllegalArgumentException(
          "a logical name looks like catalog.ItemListed, was " + name);
    }
    if (revision < 1) {
      throw new IllegalArgumentException("revisions start at 1, was " + revision + " for " + name);
    }
  }
}
