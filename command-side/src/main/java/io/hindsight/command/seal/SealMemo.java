package io.hindsight.command.seal;

import io.hindsight.command.keys.OwnerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The last seal that a key signed, remembered beside the key and not in the log: whoever takes
 * seals away from the log does not get new ones in their place.
 */
public final class SealMemo {
  private final Path file;

  /**
   * @param key the signing key's file
   */
  public SealMemo(Path key) {
    this.file = key.resolveSibling(key.getFileName() + ".last");
  }

  /**
   * @param number of the seal
   * @param digest of its statement
   */
  record Last(long number, String digest) {}

  Path file() {
    return file;
  }

  Optional<Last> read() {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String[] words = Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ", -1);
      return Optional.of(new Last(Long.parseLong(words[0]), words[1]));
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new SealRefused("cannot read which seal was the last from " + file, e);
    }
  }

  void write(Last last) {
    try {
      OwnerFile.create(file, last.number() + " " + last.digest() + "\n");
    } catch (IOException e) {
      throw new SealRefused("cannot remember the last seal in " + file, e);
    }
  }
}
