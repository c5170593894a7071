package io.hindsight.command.seal;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The public keys that somebody trusts, by their ids. */
final class KnownKeys {
  private final Map<String, VerifyingKey> keys;

  KnownKeys(Collection<VerifyingKey> keys) {
    this.keys =
        keys.stream()
            .collect(Collectors.toMap(VerifyingKey::id, Function.identity(), (one, same) -> one));
  }

  boolean know(Seal seal) {
    return keys.containsKey(seal.event().keyId());
  }

  boolean signed(Seal seal) {
    VerifyingKey key = keys.get(seal.event().keyId());
    return key != null && Statements.isSigned(seal.event(), key);
  }
}
