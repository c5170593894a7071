package io.hindsight.command.seal;

import io.hindsight.command.log.EventMapper;
import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.Stream;
import java.util.Optional;
import java.util.stream.Stream.Builder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A seal and where it stands; whether it is genuine is another question. */
record Seal(LogPosition position, LogSealed event) {
  private static final JsonMapper MAPPER = EventMapper.create();

  static boolean isOne(StoredEvent event) {
    return event.stream().equals(Stream.SEALS.name());
  }

  /** Empty where it is not one, or lacks something: others may have written it. */
  static Optional<Seal> parse(StoredEvent event) {
    try {
      LogSealed seal = MAPPER.readValue(event.payload(), LogSealed.class);
      return isWhole(seal) ? Optional.of(new Seal(event.position(), seal)) : Optional.empty();
    } catch (JacksonException | NullPointerException e) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(@Nullable LogSealed seal) {
    if (seal == null || seal.statement() == null) {
      return false;
    }
    SealStatement statement = seal.statement();
    Builder<@Nullable Object> parts = java.util.stream.Stream.builder();
    parts.add(statement.logId()).add(statement.after()).add(statement.upTo());
    parts.add(statement.root()).add(statement.chain()).add(statement.previous());
    parts.add(seal.keyId()).add(seal.signature()).add(seal.marks()).add(seal.at());
    seal.gaps().forEach(gap -> parts.add(gap.from()).add(gap.to()));
    return parts.build().allMatch(part -> part != null) && statement.events() > 0;
  }

  SealStatement statement() {
    return event.statement();
  }

  String digest() {
    return Statements.digest(statement());
  }
}
