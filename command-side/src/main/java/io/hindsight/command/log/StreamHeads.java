package io.hindsight.command.log;

import java.util.Collection;
import java.util.Map;

/** The last events of streams, many at a time: how intake knows what it has already. */
public interface StreamHeads {

  /** The last sequence number of each stream that exists, by stream name. Any number of names. */
  Map<String, Long> sequences(Collection<String> streams);

  /** The last event of each stream that exists, upcast and deserialized, by stream name. */
  Map<String, Head> last(Collection<String> streams);

  /** The first event of each stream that exists. */
  Map<String, Head> first(Collection<String> streams);

  record Head(long sequence, Object event) {}
}
