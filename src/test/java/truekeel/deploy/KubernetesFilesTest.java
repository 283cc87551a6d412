package truekeel.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KubernetesFilesTest {
    private final Deployment deployment = ClusterFiles.only(Deployment.class);
    private final PodTemplateSpec template = deployment.getSpec().getTemplate();
    private final PodSpec pod = template.getSpec();
    private final Container container = pod.getContainers().get(0);

    @Test
    void everyFileIsStrictlyOneObjectAndNamedByTheKustomization() {
        // given
        JsonNode kustomization = ClusterFiles.tree("kustomization.yaml");

        // when
        Map<String, HasMetadata> objects = ClusterFiles.objects();

        // then
        List<String> resources = new ArrayList<>();
        kustomization.get("resources").forEach(resource -> resources.add(resource.asText()));
        assertThat(resources).containsExactlyInAnyOrderElementsOf(objects.keySet());
        assertThat(kustomization.get("images").get(0).get("name").asText() + ":"
                        + kustomization.get("images").get(0).get("newTag").asText())
                .isEqualTo(container.getImage());
    }

    @Test
    void aMisspeltFieldWouldFail() {
        String misspelt =
                ClusterFiles.read("deployment.yaml").replace("readOnlyRootFilesystem", "readonlyRootFilesystem");

        assertThatThrownBy(() -> ClusterFiles.parse(misspelt)).hasMessageContaining("readonlyRootFilesystem");
    }

    @Test
    void oneReplicaIsStoppedBeforeTheNextStarts() {
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
    }

    @Test
    void thePodHasNoRightsItDoesNotNeed() {
        ServiceAccount account = ClusterFiles.only(ServiceAccount.class);

        assertThat(account.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getServiceAccountName()).isEqualTo(account.getMetadata().getName());
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001L);
        assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(10001L);
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void selectorsMeetThePod() {
        Map<String, String> labels = template.getMetadata().getLabels();

        assertThat(labels)
                .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
        assertThat(labels)
                .containsAllEntriesOf(ClusterFiles.only(Service.class).getSpec().getSelector());
        assertThat(labels)
                .containsAllEntriesOf(ClusterFiles.only(NetworkPolicy.class)
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels());
    }

    @Test
    void portsAreNamedAsTheContainerNamesThem() {
        // given
        Map<String, Integer> ports = container.getPorts().stream()
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));

        // when
        Set<String> used = new TreeSet<>();
        ClusterFiles.only(Service.class).getSpec().getPorts().stream()
                .map(ServicePort::getTargetPort)
                .map(IntOrString::getStrVal)
                .forEach(used::add);
        ClusterFiles.only(NetworkPolicy.class).getSpec().getIngress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(NetworkPolicyPort::getPort)
                .map(IntOrString::getStrVal)
                .forEach(used::add);

        // then
        assertThat(ports).containsExactlyInAnyOrderEntriesOf(Map.of("http", 8080, "management", 9000));
        assertThat(used).isEqualTo(ports.keySet());
        assertThat(template.getMetadata().getAnnotations())
                .containsEntry("prometheus.io/port", "9000")
                .containsEntry("prometheus.io/path", "/q/metrics");
    }

    @Test
    void probesAskTheManagementPort() {
        Map<String, Probe> probes = Map.of(
                "/q/health/started", container.getStartupProbe(),
                "/q/health/live", container.getLivenessProbe(),
                "/q/health/ready", container.getReadinessProbe());

        probes.forEach((path, probe) -> {
            assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
            assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
        });
    }

    @Test
    void everyVolumeIsMountedAndItsSourceIsThere() {
        // given
        List<String> mounted =
                container.getVolumeMounts().stream().map(VolumeMount::getName).toList();

        // when
        List<String> volumes = pod.getVolumes().stream().map(Volume::getName).toList();

        // then
        assertThat(mounted).containsExactlyInAnyOrderElementsOf(volumes);
        assertThat(volume("data").getPersistentVolumeClaim().getClaimName())
                .isEqualTo(ClusterFiles.only(PersistentVolumeClaim.class)
                        .getMetadata()
                        .getName());
        assertThat(volume("secrets").getSecret().getSecretName())
                .isEqualTo(ClusterFiles.only(Secret.class).getMetadata().getName());
        assertThat(volume("tmp").getEmptyDir()).isNotNull();
    }

    private Volume volume(String name) {
        return pod.getVolumes().stream()
                .filter(volume -> volume.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no volume " + name));
    }

    @Test
    void secretsThatTheConfigurationNamesAreInTheSecret() {
        // given
        ConfigMap config = ClusterFiles.only(ConfigMap.class);
        Secret secret = ClusterFiles.only(Secret.class);

        // when
        List<String> named = config.getData().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("_SECRET"))
                .map(Map.Entry::getValue)
                .toList();

        // then
        assertThat(container.getEnvFrom().get(0).getConfigMapRef().getName())
                .isEqualTo(config.getMetadata().getName());
        assertThat(config.getData()).containsEntry("TRUEKEEL_AUTH_MODE", "token");
        assertThat(named).isNotEmpty();
        assertThat(secret.getStringData()).containsKeys(named.toArray(String[]::new));
    }
}
