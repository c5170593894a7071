package io.hindsight.app.server;

import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.subjects.KeysUnavailable;
import io.hindsight.readmodel.store.ViewReader;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The servers behind this one, and which of them could not be reached when last asked. Behind a
 * node that serves there is its worker, too.
 */
@Component
final class Servers {
  private static final String KEYS = "keys";

  private final Map<String, BooleanSupplier> away = new TreeMap<>();
  private final KeyStore keys;

  Servers(LogStore log, ViewReader views, KeyStore keys, ObjectProvider<WorkerPresence> worker) {
    this.keys = keys;
    away.put("log", log::isAway);
    away.put("views", views::isAway);
    away.put(KEYS, keys::isAway);
    worker.ifAvailable(presence -> away.put("worker", presence::isAway));
  }

  Set<String> names() {
    return away.keySet();
  }

  /**
   * Whether it is away now, for whoever has some seconds to find out. Folds ask for the log and the
   * views all the time, but nobody may need the keys for hours.
   */
  boolean isAway(String server) {
    boolean known = away.getOrDefault(server, () -> false).getAsBoolean();
    return known && (!server.equals(KEYS) || !keysAnswer());
  }

  /** Asks them. */
  boolean keysAnswer() {
    try {
      keys.erasedUpTo();
      return true;
    } catch (KeysUnavailable e) {
      return false;
    }
  }

  /** Names in order, with commas between; empty while all are there. */
  String away() {
    return away.entrySet().stream()
        .filter(server -> server.getValue().getAsBoolean())
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", "));
  }
}
