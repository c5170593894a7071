package io.hindsight.runtime.serving;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.runtime.files.WholeFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images of the fold in a directory: the newest two, and of the older ones as many as are wanted or
 * there is room for, spread over the whole log. The newest save a start from reading all of it, the
 * others a reproduction. One that is damaged or foreign is passed over with a line in the log.
 */
public final class Checkpoints {
  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
  private static final String PREFIX = "serving-";
  private static final String SUFFIX = ".checkpoint";

  /** Should the newest be damaged, a start need not go far back. */
  private static final int NEWEST = 2;

  private final Path directory;
  private final String logId;
  private final int kept;
  private final long room;
  private volatile long lastBytes;

  /**
   * @param directory made when the first checkpoint is written
   * @param logId of the log that is folded; checkpoints of another one are not used
   * @param kept how many stay of whatever size, at least 2
   * @param room so many bytes may be taken by more of them
   */
  public Checkpoints(Path directory, String logId, int kept, long room) {
    if (kept < NEWEST) {
      throw new IllegalArgumentException("kept must be at least " + NEWEST + ", was " + kept);
    }
    this.directory = directory;
    this.logId = logId;
    this.kept = kept;
    this.room = room;
  }

  /** Without room for more. */
  public Checkpoints(Path directory, String logId, int kept) {
    this(directory, logId, kept, 0);
  }

  void write(FoldImage image) throws IOException {
    byte[] bytes = CheckpointFormat.write(image, logId);
    WholeFile.write(file(image.position()), bytes);
    lastBytes = bytes.length;
    List<LogPosition> newestFirst = positions();
    while (newestFirst.size() > kept && bytes(newestFirst) > room) {
      LogPosition dense = newestFirst.remove(densest(newestFirst));
      Files.deleteIfExists(file(dense));
    }
  }

  /** How many the last one took that was written; 0 before the first. */
  long lastBytes() {
    return lastBytes;
  }

  private long bytes(List<LogPosition> positions) throws IOException {
    long sum = 0;
    for (LogPosition position : positions) {
      sum += Files.size(file(position));
    }
    return sum;
  }

  /** Of the older ones the one whose neighbours are the closest, so that what stays is spread. */
  private static int densest(List<LogPosition> newestFirst) {
    int densest = newestFirst.size() - 1;
    long least = Long.MAX_VALUE;
    for (int i = NEWEST; i < newestFirst.size(); i++) {
      long before = i + 1 < newestFirst.size() ? newestFirst.get(i + 1).value() : 0;
      long gap = newestFirst.get(i - 1).value() - before;
      if (gap < least) {
        least = gap;
        densest = i;
      }
    }
    return densest;
  }

  /** The newest usable one at or before a position. */
  Optional<FoldImage> latest(LogPosition atMost) {
    for (LogPosition position : positions()) {
      if (atMost.reaches(position)) {
        Optional<FoldImage> image = read(position);
        if (image.isPresent()) {
          return image;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Removes those of events that the log does not have: it was put back to an earlier state, and
   * what it will hold at these positions is something else.
   */
  void dropBeyond(LogPosition head) {
    for (LogPosition position : positions()) {
      if (!head.reaches(position)) {
        log.warn("the log ends at {}, before checkpoint {}: dropped", head, position);
        try {
          Files.deleteIfExists(file(position));
        } catch (IOException e) {
          throw new IllegalStateException("delete " + file(position) + " by hand", e);
        }
      }
    }
  }

  private Optional<FoldImage> read(LogPosition position) {
    Path file = file(position);
    try {
      FoldImage image = CheckpointFormat.read(Files.readAllBytes(file), logId);
      if (!image.position().equals(position)) {
        throw new IOException("it is of position " + image.position());
      }
      return Optional.of(image);
    } catch (IOException | RuntimeException e) {
      log.warn("checkpoint {} is not used: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private List<LogPosition> positions() {
    List<LogPosition> positions = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return positions;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        String number = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        if (number.matches("[0-9]{19}")) {
          positions.add(new LogPosition(Long.parseLong(number)));
        }
      }
    } catch (IOException e) {
      log.warn("checkpoints in {} cannot be listed: {}", directory, e.toString());
    }
    positions.sort(Comparator.reverseOrder());
    return positions;
  }

  private Path file(LogPosition position) {
    return directory.resolve(
        PREFIX + String.format(Locale.ROOT, "%019d", position.value()) + SUFFIX);
  }
}
