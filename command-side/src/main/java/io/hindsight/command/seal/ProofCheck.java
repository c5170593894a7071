package io.hindsight.command.seal;

import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.SealStatement;
import java.util.Collection;
import java.util.Optional;

/** Checks a proof with nothing but public keys. */
public final class ProofCheck {
  private ProofCheck() {}

  /** What is wrong with it; empty where it proves what it is to prove. */
  public static Optional<String> fault(InclusionProof proof, Collection<VerifyingKey> keys) {
    SealStatement statement = proof.seal().statement();
    Optional<VerifyingKey> key =
        keys.stream().filter(known -> known.id().equals(proof.seal().keyId())).findFirst();
    if (key.isEmpty()) {
      return Optional.of("its seal's key " + proof.seal().keyId() + " is none of those given");
    }
    if (!Statements.isSigned(proof.seal(), key.get())) {
      return Optional.of("its seal's signature does not fit what it says");
    }
    try {
      String root =
          MerklePath.root(
              new Hashes().event(proof.event()), proof.index(), statement.events(), proof.path());
      return root.equals(statement.root())
          ? Optional.empty()
          : Optional.of("the event is not the one that was sealed there");
    } catch (IllegalArgumentException e) {
      return Optional.of("its path cannot be right: " + e.getMessage());
    }
  }
}
