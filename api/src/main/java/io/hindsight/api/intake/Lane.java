package io.hindsight.api.intake;

import io.hindsight.api.json.RecordParser;
import io.hindsight.api.positions.Writer;
import io.hindsight.contracts.intake.Draft;
import io.hindsight.contracts.intake.IntakeCommand;
import io.hindsight.contracts.intake.Rejection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of record comes in.
 *
 * @param records reads one record
 * @param batch the command for a chunk of them
 * @param writer whose next reads should see the record
 * @param ordered whether a later record of the same request replaces an earlier one, so that only
 *     one chunk may be on its way at a time: the bus may carry two out in either order
 * @param <D> the kind of draft
 */
public record Lane<D extends Draft>(
    IntakeKind kind,
    RecordParser<D> records,
    Batch<D> batch,
    Function<D, @Nullable Writer> writer,
    boolean ordered) {

  /**
   * Makes the command for a chunk.
   *
   * @param <D> the kind of draft
   */
  @FunctionalInterface
  public interface Batch<D> {
    IntakeCommand of(String requestId, List<D> drafts, List<Rejection> malformed);
  }
}
