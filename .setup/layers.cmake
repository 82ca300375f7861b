# A layer: one folder of widgets/ or web/, one target, one list of what it may include.
#
#   tr_layer(NAME <target> [FOLDER <folder>] SOURCES <file>... [LINKS <target>...])
#
# A layer's headers are reached as "<folder>/<header>.h", through a folder of links that holds this layer
# alone. So a header of a layer that is not linked is not found, and a wrong include does not compile.
set(TR_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Wimplicit-fallthrough -Wextra-semi
    # Members that are left out have their defaults: that is what designated initialisers are for here.
    -Wno-missing-designated-field-initializers -Werror)

function(tr_layer)
  cmake_parse_arguments(LAYER "" "NAME;FOLDER" "SOURCES;LINKS" ${ARGN})
  if(NOT LAYER_FOLDER)
    set(LAYER_FOLDER ${LAYER_NAME})
  endif()
  set(root ${CMAKE_BINARY_DIR}/layers/${LAYER_FOLDER})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${LAYER_FOLDER} SYMBOLIC)
  add_library(${LAYER_NAME} STATIC ${LAYER_SOURCES})
  target_include_directories(${LAYER_NAME} PUBLIC ${root})
  target_compile_options(${LAYER_NAME} PRIVATE ${TR_WARNINGS})
  target_link_libraries(${LAYER_NAME} PUBLIC ${LAYER_LINKS})
endfunction()
