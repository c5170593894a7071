package io.hindsight.command.seal;

import io.hindsight.contracts.audit.AuditEvent.Gap;
import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Events that follow one another, on their way into one seal. */
final class Stretch {
  /** Of each hash, enough to say which event does not fit. */
  static final int MARK_BYTES = 4;

  private final Hashes hashes = new Hashes();
  private final LogPosition after;
  private final List<LogPosition> positions = new ArrayList<>();
  private final List<byte[]> contents = new ArrayList<>();
  private final List<byte[]> leaves = new ArrayList<>();
  private byte[] chain;

  /**
   * @param chain the link of the last event before
   */
  Stretch(LogPosition after, String chain) {
    this.after = after;
    this.chain = HexFormat.of().parseHex(chain);
  }

  void add(StoredEvent event) {
    add(event.position(), hashes.content(event));
  }

  private void add(LogPosition position, byte[] content) {
    byte[] leaf = hashes.event(position, content);
    positions.add(position);
    contents.add(content);
    leaves.add(leaf);
    chain = hashes.link(chain, leaf);
  }

  LogPosition position(int index) {
    return positions.get(index);
  }

  byte[] content(int index) {
    return contents.get(index);
  }

  int size() {
    return leaves.size();
  }

  List<byte[]> leaves() {
    return leaves;
  }

  String root() {
    return HexFormat.of().formatHex(hashes.root(leaves));
  }

  String chain() {
    return HexFormat.of().formatHex(chain);
  }

  /** A statement about what was added, up to the last of it. */
  SealStatement statement(String logId, long number, String previous) {
    return new SealStatement(
        logId, number, after, positions.getLast(), size(), root(), chain(), previous);
  }

  LogSealed seal(SealStatement statement, SigningKey key, Instant at) {
    return new LogSealed(
        statement,
        key.verifier().id(),
        Base64.getEncoder().encodeToString(key.sign(Statements.signed(statement))),
        marks(),
        gaps(),
        at);
  }

  private String marks() {
    ByteBuffer marks = ByteBuffer.allocate(MARK_BYTES * size());
    leaves.forEach(leaf -> marks.put(leaf, 0, MARK_BYTES));
    return Base64.getEncoder().encodeToString(marks.array());
  }

  private List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    long next = after.value() + 1;
    for (LogPosition position : positions) {
      if (position.value() > next) {
        gaps.add(new Gap(new LogPosition(next), new LogPosition(position.value() - 1)));
      }
      next = position.value() + 1;
    }
    return gaps;
  }
}
