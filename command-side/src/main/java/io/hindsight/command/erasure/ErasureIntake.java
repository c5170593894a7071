package io.hindsight.command.erasure;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.command.intake.IntakeLog;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureRequested;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.erasure.ErasureOrder.DestroySubjectKey;
import io.hindsight.contracts.erasure.ErasureOrder.EraseUser;
import io.hindsight.contracts.erasure.ErasureReply;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.Stream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * Begins erasures and destroys keys. Who asks again gets the same erasure: by the subject while
 * there is one, and for an hour by a salted hash of the user id in memory. Longer, or on disk,
 * nothing may lead from a user id to an erasure, and so to the log.
 */
public final class ErasureIntake {
  private static final Duration REMEMBERED_FOR = Duration.ofHours(1);
  private static final int REMEMBERED = 10_000;
  private static final int ID_BYTES = 16;
  private static final int SALT_BYTES = 32;

  private final IntakeLog log;
  private final KeyStore keys;
  private final InstantSource clock;
  private final byte[] salt = new byte[SALT_BYTES];
  private final Cache<ByteBuffer, ErasureId> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(REMEMBERED_FOR).build();

  public ErasureIntake(FactLog log, KeyStore keys, InstantSource clock, SecureRandom random) {
    this.log = new IntakeLog(log);
    this.keys = keys;
    this.clock = clock;
    random.nextBytes(salt);
  }

  @CommandHandler
  public ErasureReply handle(EraseUser command) {
    ByteBuffer trace = trace(command.userId());
    return keys.find(command.userId())
        .map(subject -> begin(subject, trace))
        .orElseGet(() -> again(remembered.getIfPresent(trace)));
  }

  private ErasureReply begin(SubjectId subject, ByteBuffer trace) {
    ErasureId id = idOf(subject);
    Appended appended =
        append(id, Expectation.NEW_STREAM, new ErasureRequested(id, subject, clock.instant()));
    remembered.put(trace, id);
    return new ErasureReply.Accepted(id, appended.position(), appended.duplicates().isEmpty());
  }

  private ErasureReply again(@Nullable ErasureId known) {
    return known == null
        ? new ErasureReply.Refused(
            new Refusal(
                "user-unknown",
                "nobody of this id is known, or not any more",
                "check the id; a person who is erased already needs nothing more"))
        : new ErasureReply.Accepted(known, log.head(), false);
  }

  /**
   * Nobody can add anything to the subject once its key is gone, and what was on its way stands in
   * front of this event in the queue of the log.
   */
  @CommandHandler
  public void handle(DestroySubjectKey command) {
    keys.destroy(command.subjectId());
    append(
        command.erasureId(),
        Expectation.headIs(0),
        new SubjectErased(command.erasureId(), command.subjectId(), clock.instant()));
  }

  private Appended append(ErasureId id, Expectation expectation, ErasureEvent event) {
    return log.append(
        List.of(new Fact(Stream.of(id), expectation, event, IntakeLog.metadata(null))));
  }

  /** One for each subject, and none tells which without the log. */
  static ErasureId idOf(SubjectId subject) {
    byte[] digest = sha256().digest(("erasure/" + subject).getBytes(StandardCharsets.UTF_8));
    return new ErasureId(
        Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ID_BYTES)));
  }

  private ByteBuffer trace(UserId user) {
    MessageDigest digest = sha256();
    digest.update(salt);
    return ByteBuffer.wrap(digest.digest(user.value().getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256 in this JDK", e);
    }
  }
}
