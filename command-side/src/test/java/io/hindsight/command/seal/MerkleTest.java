package io.hindsight.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the roots that Certificate Transparency's reference implementation is tested with. */
class MerkleTest {
  private static final List<String> ENTRIES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");
  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static List<byte[]> leaves(int count) throws Exception {
    List<byte[]> leaves = new ArrayList<>();
    for (String entry : ENTRIES.subList(0, count)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) 0);
      leaves.add(digest.digest(HexFormat.of().parseHex(entry)));
    }
    return leaves;
  }

  @Test
  void rootsAreThoseOfCertificateTransparency() throws Exception {
    for (int count = 1; count <= ENTRIES.size(); count++) {
      assertThat(HexFormat.of().formatHex(new Hashes().root(leaves(count))))
          .isEqualTo(ROOTS.get(count - 1));
    }
  }

  @Test
  void everyLeafsPathLeadsToTheRootAndNoOtherLeafsDoes() throws Exception {
    for (int count = 1; count <= ENTRIES.size(); count++) {
      List<byte[]> leaves = leaves(count);
      for (int i = 0; i < count; i++) {
        List<String> path = MerklePath.of(leaves, i);
        assertThat(MerklePath.root(leaves.get(i), i, count, path)).isEqualTo(ROOTS.get(count - 1));
        if (count > 1) {
          byte[] other = leaves.get((i + 1) % count);
          assertThat(MerklePath.root(other, i, count, path)).isNotEqualTo(ROOTS.get(count - 1));
        }
      }
    }
  }

  @Test
  void aPathOfTheWrongLengthIsRefused() throws Exception {
    List<byte[]> leaves = leaves(5);
    List<String> path = MerklePath.of(leaves, 2);
    assertThatThrownBy(() -> MerklePath.root(leaves.get(2), 2, 5, path.subList(1, path.size())))
        .hasMessageContaining("too short");
    assertThatThrownBy(
            () ->
                MerklePath.root(
                    leaves.get(2), 2, 4, List.of(ROOTS.get(0), ROOTS.get(1), ROOTS.get(2))))
        .hasMessageContaining("too long");
    assertThatThrownBy(() -> MerklePath.root(leaves.get(2), 7, 5, path))
        .hasMessageContaining("no leaf 7");
  }
}
