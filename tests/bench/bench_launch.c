/* bench_launch CLASS COMMAND…: starts the command on the display of DISPLAY and prints how many milliseconds
 * pass until its window of this WM_CLASS is on screen with its content in it, as seen from outside; then ends
 * it. Content: more colours than a frame, a background and a border have. */

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <xcb/xcb.h>

extern char** environ;

enum { COLOURS = 32, PATIENCE_MS = 30000 };

static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* WM_CLASS holds two names, each with its NUL. */
static int is_of_class(xcb_connection_t* x, xcb_window_t window, const char* class) {
    xcb_get_property_reply_t* answer = xcb_get_property_reply(
        x, xcb_get_property(x, 0, window, XCB_ATOM_WM_CLASS, XCB_ATOM_STRING, 0, 64), NULL);
    int found = 0;
    if (answer) {
        const char* text = xcb_get_property_value(answer);
        const int size = xcb_get_property_value_length(answer);
        found = size > (int)strlen(class) && strncmp(text, class, (size_t)size) == 0;
    }
    free(answer);
    return found;
}

static int is_viewable(xcb_connection_t* x, xcb_window_t window) {
    xcb_get_window_attributes_reply_t* answer =
        xcb_get_window_attributes_reply(x, xcb_get_window_attributes(x, window), NULL);
    const int viewable = answer && answer->map_state == XCB_MAP_STATE_VIEWABLE;
    free(answer);
    return viewable;
}

/* The window manager puts a window into its frame, so it may be anywhere below the root. */
static xcb_window_t find(xcb_connection_t* x, xcb_window_t below, const char* class) {
    xcb_query_tree_reply_t* tree = xcb_query_tree_reply(x, xcb_query_tree(x, below), NULL);
    if (!tree)
        return XCB_NONE;
    const xcb_window_t* children = xcb_query_tree_children(tree);
    xcb_window_t found = XCB_NONE;
    for (int i = 0; i < xcb_query_tree_children_length(tree) && !found; i++)
        found = is_of_class(x, children[i], class) && is_viewable(x, children[i])
                    ? children[i]
                    : find(x, children[i], class);
    free(tree);
    return found;
}

static int is_painted(xcb_connection_t* x, xcb_window_t window) {
    xcb_get_geometry_reply_t* size = xcb_get_geometry_reply(x, xcb_get_geometry(x, window), NULL);
    if (!size)
        return 0;
    xcb_get_image_reply_t* image = xcb_get_image_reply(
        x, xcb_get_image(x, XCB_IMAGE_FORMAT_Z_PIXMAP, window, 0, 0, size->width, size->height, ~0u), NULL);
    free(size);
    if (!image)
        return 0; /* partly off the screen, or gone again */
    unsigned seen[COLOURS];
    int colours = 0;
    const unsigned* pixels = (const unsigned*)(void*)xcb_get_image_data(image);
    for (int i = 0; i < xcb_get_image_data_length(image) / 4 && colours < COLOURS; i++) {
        int known = 0;
        for (int c = 0; c < colours && !known; c++)
            known = seen[c] == pixels[i];
        if (!known)
            seen[colours++] = pixels[i];
    }
    free(image);
    return colours == COLOURS;
}

/* A window manager that starts later takes the window off the screen again. None within seconds: there is
 * none. */
static void wait_for_manager(xcb_connection_t* x, xcb_window_t root) {
    static const char name[] = "_NET_SUPPORTING_WM_CHECK";
    xcb_intern_atom_reply_t* atom =
        xcb_intern_atom_reply(x, xcb_intern_atom(x, 0, sizeof name - 1, name), NULL);
    for (int tries = 0, found = 0; atom && !found && tries < 100; tries++) {
        xcb_get_property_reply_t* answer =
            xcb_get_property_reply(x, xcb_get_property(x, 0, root, atom->atom, XCB_ATOM_WINDOW, 0, 1), NULL);
        found = answer && answer->value_len > 0;
        free(answer);
        nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    }
    free(atom);
}

int main(int argc, char** argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: bench_launch CLASS COMMAND…\n");
        return 2;
    }
    xcb_connection_t* x = xcb_connect(NULL, NULL);
    if (xcb_connection_has_error(x)) {
        fprintf(stderr, "bench_launch: no X display\n");
        return 1;
    }
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(x)).data->root;
    wait_for_manager(x, root);
    pid_t pid;
    const double start = now_ms();
    const int error = posix_spawnp(&pid, argv[2], NULL, NULL, argv + 2, environ);
    if (error) {
        fprintf(stderr, "%s: %s\n", argv[2], strerror(error));
        return 1;
    }
    xcb_window_t window = XCB_NONE;
    while (!window || !is_painted(x, window)) {
        if (waitpid(pid, NULL, WNOHANG) != 0 || now_ms() - start > PATIENCE_MS) {
            fprintf(stderr, "%s shows no window of class %s\n", argv[2], argv[1]);
            kill(pid, SIGKILL);
            return 1;
        }
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
        window = window ? window : find(x, root, argv[1]);
    }
    printf("%.1f\n", now_ms() - start);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    xcb_disconnect(x);
    return 0;
}
