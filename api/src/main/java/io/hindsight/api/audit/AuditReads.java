package io.hindsight.api.audit;

import io.hindsight.api.positions.Eventual;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.positions.Writes;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.settings.ApiSettings;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.ids.Text;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.queries.AuditQuery;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Reads of what may be personal. That somebody reads is itself an event, and durable before they
 * are answered: whoever cannot be recorded is not told anything.
 */
@Component
public final class AuditReads {
  /** In it auditors say who they are. */
  public static final String AUDITOR = "Hindsight-Auditor";

  private static final int LONGEST_NAME = 200;

  private final Writes writes;
  private final Reads reads;
  private final boolean nameRequired;

  AuditReads(Writes writes, Reads reads, ApiSettings settings) {
    this.writes = writes;
    this.reads = reads;
    this.nameRequired = settings.auditorRequired();
  }

  /** Records the read, then asks. */
  <T, D> Eventual<D> ask(RecordRead read, AuditQuery question, Function<T, D> shown) {
    return reads.auditAfter(record(read), question, shown);
  }

  /** Asks, and records the read where the answer tells of anybody, before it is shown. */
  <T, D> Eventual<D> askAndRecord(
      RecordRead read, AuditQuery question, Predicate<T> tells, Function<T, D> shown) {
    Eventual<T> found = reads.audit(question, Function.<T>identity());
    return new Eventual<>(
        found
            .answer()
            .thenCompose(
                answer -> {
                  T body = Objects.requireNonNull(answer.getBody());
                  CompletableFuture<?> recorded =
                      tells.test(body) ? record(read) : CompletableFuture.completedFuture(null);
                  return recorded.thenApply(_ -> ResponseEntity.ok(shown.apply(body)));
                }),
        found.within());
  }

  /** Records the read and waits until that is durable. */
  void recordNow(RecordRead read) {
    writes.await(record(read));
  }

  CompletableFuture<Reply> record(RecordRead read) {
    return writes.start(read);
  }

  /**
   * @param about what the request names, without what is null
   * @param auditor the header
   */
  RecordRead read(String what, @Nullable String auditor, Map<String, String> about) {
    return new RecordRead(what, about, null, name(auditor));
  }

  RecordRead read(
      String what, @Nullable String auditor, Map<String, String> about, @Nullable UserId user) {
    return new RecordRead(what, about, user, name(auditor));
  }

  private @Nullable String name(@Nullable String header) {
    String name = header == null || header.isBlank() ? null : decoded(header).strip();
    if (name == null && nameRequired) {
      throw ApiProblem.badParameter(
          AUDITOR,
          "auditor-missing",
          "This server wants to know who looks into the past.",
          "Say who you are in the header " + AUDITOR + "; the log will keep it.");
    }
    if (name != null && (name.length() > LONGEST_NAME || !Text.isClean(name))) {
      throw ApiProblem.badParameter(
          AUDITOR,
          "auditor-invalid",
          "The header " + AUDITOR + " holds no name.",
          "Give 1 to " + LONGEST_NAME + " characters, none of them a control character.");
    }
    return name;
  }

  /** Headers are read as Latin-1; those who send names mostly mean UTF-8. */
  static String decoded(String header) {
    String utf8 = new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return utf8.indexOf('\uFFFD') < 0 ? utf8 : header;
  }
}
